import type { Outcome } from '../../wire.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

/** The app's global shortcuts, behind a lightning. */
export function ShortcutsMenu({ tell }: { tell(outcome: Outcome): void }) {
  const { reader, act } = useDesk();
  const items = reader.office.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ name, callbackId }) => ({
      key: callbackId,
      content: name,
      pick: () => void act({ kind: 'shortcut', as: reader.id, callbackId }).then(tell),
    }));
  if (items.length === 0) return null;
  return (
    <Menu label="Shortcuts" title={`Shortcuts of ${reader.office.bot.name}`} items={items}>
      <Icon name="bolt" />
    </Menu>
  );
}
