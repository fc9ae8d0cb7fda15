import { Component, type ReactNode } from 'react';
import { type Json, textOr } from '../../server/json.ts';
import { BlockWords } from './block-words.tsx';

interface Props {
  readonly block: Json;
  readonly children: ReactNode;
}

interface State {
  readonly hasFailed: boolean;
}

/** Keeps a block that cannot be drawn from taking the message with it. */
export class Fence extends Component<Props, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: Props) {
    const isNew = JSON.stringify(before.block) !== JSON.stringify(this.props.block);
    if (this.state.hasFailed && isNew) this.setState({ hasFailed: false });
  }

  override render() {
    const { block, children } = this.props;
    if (!this.state.hasFailed) return children;
    return <BlockWords title={`This block could not be drawn: ${textOr(block.type, 'no type')}`} block={block} />;
  }
}
