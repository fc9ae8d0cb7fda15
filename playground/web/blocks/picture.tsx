import { type Json, record, text, textOr } from '../../server/json.ts';
import { Link } from './link.tsx';
import { wordsOf } from './text.tsx';

/** An image block or element. The page loads nothing from elsewhere, so a picture on the web is a link to it. */
export function Picture({ image, size }: { readonly image: Json; readonly size: 'tiny' | 'small' | 'large' }) {
  const url = text(image.image_url) ?? text(record(image.slack_file).url) ?? '';
  const alt = textOr(image.alt_text, 'A picture');
  const title = wordsOf(image.title);
  const isHere = url.startsWith('data:image/');
  const shown = isHere ? <img src={url} alt={alt} /> : <Link href={url}>{size === 'tiny' ? alt : `🖼 ${alt}`}</Link>;
  if (size === 'tiny') return <span className="kit-picture tiny">{shown}</span>;
  return (
    <figure className={`kit-picture ${size} ${isHere ? '' : 'away'}`.trim()}>
      {title !== '' && <figcaption>{title}</figcaption>}
      {shown}
    </figure>
  );
}
