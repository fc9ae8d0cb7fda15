import { type Json, record, records, textOr } from '../../server/json.ts';
import type { Surface } from '../surface.ts';
import { BarChart } from './bar-chart.tsx';
import type { BlockProps } from './block-props.ts';
import { BlockWords } from './block-words.tsx';
import { Card } from './card.tsx';
import { Container } from './container.tsx';
import { Context } from './context.tsx';
import { DataTable } from './data-table.tsx';
import { Fence } from './fence.tsx';
import { File } from './file.tsx';
import { Input } from './input.tsx';
import { keyed } from './keyed.ts';
import { LibraryBlock } from './library-block.tsx';
import { Picture } from './picture.tsx';
import { readablePlan } from './readable-plan.ts';
import { useReader } from './reader-context.ts';
import { Row } from './row.tsx';
import { Section } from './section.tsx';
import { Table } from './table.tsx';
import { RichText, Text } from './text.tsx';
import { Video } from './video.tsx';

/** Some blocks, also inside of another one. */
export const BlockList = ({ blocks, surface }: { readonly blocks: readonly Json[]; readonly surface: Surface }) =>
  // A new id begins a field anew, as in Slack.
  keyed(blocks, (block) => textOr(block.block_id, textOr(block.type, ''))).map(({ key, item }) => (
    <Fence key={key} block={item}>
      <Block block={item} surface={surface} />
    </Fence>
  ));

/** One block of whatever type. */
function Block({ block, surface }: BlockProps) {
  const reader = useReader();
  const type = textOr(block.type, 'no type');
  switch (type) {
    case 'header':
      return (
        <h3 className={`kit-header level-${textOr(block.level, '3')}`}>
          <Text of={block.text} />
        </h3>
      );
    case 'section':
      return <Section block={block} surface={surface} />;
    case 'context':
      return <Context block={block} />;
    case 'divider':
      return <hr className="kit-divider" />;
    case 'image':
      return <Picture image={block} size="large" />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'markdown':
      return <LibraryBlock block={{ ...block, text: withoutImages(textOr(block.text, '')) }} />;
    case 'plan':
    case 'task_card':
      return <LibraryBlock block={readablePlan(block, reader)} />;
    case 'data_visualization':
      return isBars(block) ? <BarChart block={block} /> : <LibraryBlock block={block} />;
    case 'alert':
      return (
        <div className={`kit-alert ${textOr(block.level, 'default')}`} role="status">
          <Text of={block.text} />
        </div>
      );
    case 'actions':
    case 'context_actions':
      return <Row block={block} surface={surface} />;
    case 'input':
      return <Input block={block} surface={surface} />;
    case 'table':
      return <Table block={block} />;
    case 'data_table':
      return <DataTable block={block} />;
    case 'card':
      return <Card block={block} surface={surface} />;
    case 'carousel':
      return (
        <section className="kit-carousel" aria-label="Cards">
          {keyed(records(block.elements), (card) => textOr(card.block_id, 'card')).map(({ key, item }) => (
            <Card key={key} block={item} surface={surface} />
          ))}
        </section>
      );
    case 'container':
      return (
        <Container block={block}>
          <BlockList blocks={records(block.child_blocks)} surface={surface} />
        </Container>
      );
    case 'video':
      return <Video block={block} />;
    case 'file':
      return <File block={block} />;
    default:
      return <BlockWords title={`Unknown block: ${type}`} block={block} />;
  }
}

const isBars = (block: Json): boolean => record(block.chart).type === 'bar';

/** The page loads nothing from elsewhere. */
const withoutImages = (markdown: string): string => markdown.replace(/!(\[[^\]]*\]\([^)]*\))/g, '$1');
