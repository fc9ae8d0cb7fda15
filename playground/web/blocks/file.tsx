import { type Json, record, text, textOr } from '../../server/json.ts';
import { Link } from './link.tsx';

/** A remote file. Slack sends no more than its key, unless the message comes out of its history. */
export function File({ block }: { readonly block: Json }) {
  const file = record(block.file);
  const name = text(file.title) ?? text(file.name) ?? textOr(block.external_id, 'A file');
  const url = text(file.url_private) ?? text(file.external_url);
  return <p className="kit-box">📄 {url === undefined ? name : <Link href={url}>{name}</Link>}</p>;
}
