import { type Json, text } from '../../server/json.ts';
import { Link } from './link.tsx';
import { Text, wordsOf } from './text.tsx';

/** A video: where it is and what it shows. The page plays nothing from elsewhere. */
export function Video({ block }: { readonly block: Json }) {
  const url = text(block.title_url) ?? text(block.video_url) ?? '';
  const from = [text(block.author_name), text(block.provider_name)].filter((one) => one !== undefined).join(' · ');
  return (
    <div className="kit-box">
      {from !== '' && <small>{from}</small>}
      <b>
        ▶ <Link href={url}>{wordsOf(block.title)}</Link>
      </b>
      {block.description !== undefined && <Text of={block.description} />}
      <small>{text(block.alt_text)}</small>
    </div>
  );
}
