import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';
import './library.css';
import type { Json } from '../../server/json.ts';
import { HOOKS } from './library-hooks.tsx';
import { useTheme } from './theme-in-use.ts';

/** One block as `slack-blocks-to-jsx` draws it. */
export function LibraryBlock({ block }: { readonly block: Json }) {
  const theme = useTheme();
  return <Message blocks={asLibrary(block)} name="" logo="" withoutWrapper theme={theme} hooks={HOOKS} />;
}

/** Its types are narrower than what Slack sends; and it would make the block's id an id of the document, which two messages may share. */
function asLibrary(block: Json): MessageProps['blocks'] {
  const blocks: unknown = [{ ...block, block_id: undefined }];
  return blocks as MessageProps['blocks'];
}
