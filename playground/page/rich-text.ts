import { SECOND } from '../../src/core/instants.ts';
import { type Json, record, records, textOr } from '../server/json.ts';
import { dateFromFormat } from './dates.ts';
import { type Html, html } from './html.ts';
import { channelHtml, linkHtml, mentionHtml } from './mrkdwn.ts';
import type { Reader } from './reader.ts';

/** A rich_text block, or one of its parts. */
export function richTextHtml(part: Json, reader: Reader): Html {
  const inside = html`${records(part.elements).map((element) => richTextHtml(element, reader))}`;
  switch (part.type) {
    case 'rich_text':
      return html`<div class="rich">${inside}</div>`;
    case 'rich_text_section':
      return html`<div>${inside}</div>`;
    case 'rich_text_quote':
      return html`<blockquote>${inside}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${inside}</pre>`;
    case 'rich_text_list': {
      const rows = records(part.elements).map((row) => html`<li>${richTextHtml(row, reader)}</li>`);
      return part.style === 'ordered' ? html`<ol>${rows}</ol>` : html`<ul>${rows}</ul>`;
    }
    default:
      return styled(pieceHtml(part, reader), record(part.style));
  }
}

function pieceHtml(piece: Json, reader: Reader): Html {
  switch (piece.type) {
    case 'link':
      return linkHtml(textOr(piece.url, ''), textOr(piece.text, ''));
    case 'user':
      return mentionHtml(textOr(piece.user_id, ''), reader);
    case 'channel':
      return channelHtml(textOr(piece.channel_id, ''), reader);
    case 'usergroup':
      return html`<span class="mention">@${reader.groupName(textOr(piece.usergroup_id, ''))}</span>`;
    case 'broadcast':
      return html`<span class="mention me">@${textOr(piece.range, '')}</span>`;
    case 'date':
      return html`${dateFromFormat(Number(piece.timestamp) * SECOND, textOr(piece.format, ''), reader)}`;
    case 'emoji':
      return html`:${textOr(piece.name, '')}:`;
    default:
      return html`${textOr(piece.text, '')}`;
  }
}

function styled(piece: Html, style: Json): Html {
  if (style.code === true) return html`<code>${piece}</code>`;
  if (style.bold === true) return html`<b>${styled(piece, { ...style, bold: false })}</b>`;
  if (style.italic === true) return html`<i>${styled(piece, { ...style, italic: false })}</i>`;
  return style.strike === true ? html`<s>${piece}</s>` : piece;
}
