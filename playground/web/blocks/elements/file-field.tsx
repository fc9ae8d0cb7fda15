import { type ChangeEvent, useState } from 'react';
import type { GivenFile } from '../../../wire.ts';
import { type ElementProps, labelling } from './field.ts';

/** What fits into one message over the wire, as base64 beside the rest. */
const MOST_BYTES = 700_000;

/** Files of the reader's own machine. What is chosen goes to the app with the form, as Slack has uploaded it by then. */
export function FileField(props: ElementProps) {
  const { block, element, surface } = props;
  const [trouble, setTrouble] = useState<string>();
  const endings = Array.isArray(element.filetypes) ? element.filetypes.map((type) => `.${String(type)}`) : [];

  async function choose({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const files = [...(target.files ?? [])];
    const tooLarge = files.find(({ size }) => size > MOST_BYTES);
    setTrouble(tooLarge && `${tooLarge.name} is larger than 700 kB, and the playground takes no larger ones.`);
    surface.enter(block, element, tooLarge === undefined ? await Promise.all(files.map(given)) : null);
  }

  return (
    <span className="kit-file">
      <input
        type="file"
        {...labelling(props, 'Choose a file')}
        accept={endings.join(',')}
        multiple={element.max_files !== 1}
        onChange={(event) => void choose(event)}
      />
      {trouble !== undefined && (
        <span className="error" role="alert">
          {trouble}
        </span>
      )}
    </span>
  );
}

/** Its bytes as text: a JSON message holds nothing else. */
async function given(file: File): Promise<GivenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, content: btoa(binary) };
}
