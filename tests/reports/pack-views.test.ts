import { describe, expect, it } from 'vitest';
import { datumFrom, REACT } from '../../src/core/datum.ts';
import { sectionMessage, sectionsOf, summary } from '../../src/reports/pack-blocks.ts';
import type { PackLook } from '../../src/reports/pack-parts-blocks.ts';
import { type PackMaterial, packOf } from '../../src/reports/packing.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type View } from '../support/golden.ts';
import { BUSY, came, late, QUIET, sample } from './packs.ts';

const LOOK: PackLook = {
  isReactable: true,
  words: {},
  cards: new Map([['lead-12', 'https://acme.slack.com/archives/C1/p1']]),
};

const views = (name: string, material: PackMaterial, look: PackLook = LOOK): Record<string, View> => {
  const pack = packOf(material);
  return Object.fromEntries(sectionsOf(pack).map((part) => [`pack-${name}-${part}`, sectionMessage(pack, part, look)]));
};

/** One lead, whose promise was broken. */
const FEW: PackMaterial = { ...QUIET, now: { ...QUIET.now, arrived: [came()], late: [late('a', undefined)] } };

/** No lead came before. */
const NEW: PackMaterial = { ...BUSY, before: { ...QUIET.before } };

const READ: PackLook = { ...LOOK, isReactable: false, words: { qualified: 'SQL', rejected: 'Recycled' } };

/** As long as a source may be. */
const NASTY = nasty.map((word) => word.slice(0, 120)).filter((word) => word.trim() !== '');

describe('a data pack in Slack', () => {
  goldenViews('pack', {
    ...views('busy', BUSY),
    ...views('few', FEW),
    ...views('new', NEW),
    ...views('read', BUSY, READ),
  });

  it('leaves out what there is nothing to say of', () => {
    expect(sectionsOf(packOf(QUIET))).toEqual([]);
    expect(sectionsOf(packOf(FEW))).toEqual(['late', 'conversion']);
  });

  it('has a [React to this] on each block, and each about something of its own', () => {
    const values = Object.values(views('busy', BUSY)).map((view) =>
      [...JSON.stringify(view).matchAll(/"action_id":"([^"]+)","value":"([^"]+)"/g)].map(([, id, value]) => {
        expect(id).toBe(REACT);
        expect(datumFrom(value ?? '')).toBeDefined();
        return value;
      }),
    );
    expect(values.every((some) => some.length > 0)).toBe(true);
    expect(new Set(values.flat()).size).toBe(values.flat().length);
    expect(JSON.stringify(views('read', BUSY, READ))).not.toContain(REACT);
  });

  it('says each part in one line at the top', () => {
    expect(summary(packOf(BUSY), { words: {} }).toString().split('\n')).toEqual([
      '• Late leads: 7, 1 before',
      '• Time to first contact: 45 min of working time (24 leads), promised within 1 working hour',
      '• Why leads were given up: 8, 4 before; most often no budget',
      '• What became of leads: 27 leads, 8 qualified (30 %), 3 won',
      '• Leads that went back: not a fit 4, 0 before',
      '• Asks between the teams: 5 asked, 4 settled, 2 waiting',
      '_before: Mon 16 Feb – Mon 2 Mar_',
    ]);
  });

  it.each([...NASTY, '<!channel> *x* `y` _z_', 'x'.repeat(120)])(
    'fits Slack and a phone for sources called %j',
    (word) => {
      const named: PackMaterial = {
        ...BUSY,
        now: {
          ...BUSY.now,
          arrived: BUSY.now.arrived.map((lead) => ({ ...lead, source: word })),
          late: [late('a', word, { clause: word })],
        },
        judged: [{ ...sample(12, 'good', 'not'), source: word }],
      };
      const all = { ...views('busy', named), ...views('read', named, READ) };
      expect(faultsOf(all)).toEqual([]);
    },
  );
});
