import { Component, type ReactNode } from 'react';

/** Says so where something cannot be drawn, and leaves the rest of the page alone. A change of `of` tries again. */
export class Guard extends Component<{ of: unknown; children: ReactNode }, { failedAt: unknown; hasFailed: boolean }> {
  override state = { failedAt: undefined as unknown, hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(
    { of }: { of: unknown },
    state: { failedAt: unknown; hasFailed: boolean },
  ): { failedAt: unknown; hasFailed: boolean } {
    return Object.is(of, state.failedAt) ? state : { failedAt: of, hasFailed: false };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <p className="error" role="alert">
        This could not be drawn.
      </p>
    );
  }
}
