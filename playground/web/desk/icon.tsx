import './icon.css';

const PATHS = {
  back: 'M12.5 4 6.5 10l6 6',
  bolt: 'M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8.5H10.5z',
  close: 'M5 5l10 10M15 5 5 15',
  dots: 'M10 4.5v.01M10 10v.01M10 15.5v.01',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  hash: 'M8 3 6.5 17M13.5 3 12 17M3.5 7.5h13.5M3 12.5h13.5',
  lock: 'M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5 9h10v7.5H5z',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  reply:
    'M3.5 5a1.5 1.5 0 0 1 1.5-1.5h10A1.5 1.5 0 0 1 16.5 5v7a1.5 1.5 0 0 1-1.5 1.5H9.5L6 16.5v-3H5A1.5 1.5 0 0 1 3.5 12zM7 7h6M7 10h4',
  send: 'M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11',
} as const;

/** A small drawing in the colour of the text beside it; what it means is said by what it stands in. */
export function Icon({ name, size = 18 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" className={`icon icon-${name}`} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
