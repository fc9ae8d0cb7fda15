import { isRecord, record } from '../../server/json.ts';
import type { BlockProps } from './block-props.ts';
import { Picture } from './picture.tsx';
import { Row } from './row.tsx';
import { Text } from './text.tsx';

/** A card: a picture, a few lines and at most three buttons. */
export function Card({ block, surface }: BlockProps) {
  const { hero_image: hero, icon, title, subtitle, body, subtext, actions } = block;
  return (
    <article className="kit-card">
      {isRecord(hero) && <Picture image={hero} size="large" />}
      {isRecord(icon) && <Picture image={icon} size="tiny" />}
      {title !== undefined && (
        <b>
          <Text of={record(title)} />
        </b>
      )}
      {subtitle !== undefined && (
        <small>
          <Text of={record(subtitle)} />
        </small>
      )}
      {body !== undefined && <Text of={record(body)} />}
      {subtext !== undefined && (
        <small>
          <Text of={record(subtext)} />
        </small>
      )}
      {Array.isArray(actions) && <Row block={block} surface={surface} of="actions" />}
    </article>
  );
}
