import { type ReactNode, useEffect, useRef } from 'react';
import { textOr } from '../../../server/json.ts';
import { BlockWords } from '../block-words.tsx';
import { Picture } from '../picture.tsx';
import { Boxes } from './boxes.tsx';
import { Button } from './button.tsx';
import { FeedbackButtons } from './feedback-buttons.tsx';
import type { ElementProps } from './field.ts';
import { FileField } from './file-field.tsx';
import { IconButton } from './icon-button.tsx';
import { MomentField } from './moment-field.tsx';
import { OverflowMenu } from './overflow-menu.tsx';
import { Select } from './select.tsx';
import { TextField } from './text-field.tsx';

/** Anything that can be pressed, chosen or filled in, beside text, in a row or in an input block. */
export function Element(props: ElementProps) {
  const place = useRef<HTMLSpanElement>(null);
  const wantsFocus = props.element.focus_on_load === true;
  useEffect(() => {
    if (wantsFocus) place.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, [wantsFocus]);
  return (
    <span ref={place} className="kit-element">
      {elementFor(props)}
    </span>
  );
}

function elementFor(props: ElementProps): ReactNode {
  const { element } = props;
  const type = textOr(element.type, 'no type');
  switch (type) {
    case 'button':
    case 'workflow_button':
      return <Button {...props} />;
    case 'icon_button':
      return <IconButton {...props} />;
    case 'feedback_buttons':
      return <FeedbackButtons {...props} />;
    case 'overflow':
      return <OverflowMenu {...props} />;
    case 'image':
      return <Picture image={element} size="small" />;
    case 'radio_buttons':
    case 'checkboxes':
      return <Boxes {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <MomentField {...props} />;
    case 'plain_text_input':
    case 'rich_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextField {...props} />;
    case 'file_input':
      return <FileField {...props} />;
    case 'external_select':
    case 'multi_external_select':
      return <p className="kit-box">The app would load what can be chosen here; the playground does not.</p>;
    default:
      if (type.endsWith('_select')) return <Select {...props} />;
      return <BlockWords title={`Unknown element: ${type}`} block={element} />;
  }
}
