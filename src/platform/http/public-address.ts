import { BlockList, isIP } from 'node:net';

/** Where an address leads: out into the world, to this machine, or to something else inside (RFC 6890 and its registries). */
export function reachOf(ip: string): 'public' | 'loopback' | 'inside' {
  const version = isIP(ip);
  if (version === 0) return 'inside';
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (LOOPBACK.check(ip, family)) return 'loopback';
  if (SPECIAL.check(ip, family)) return 'inside';
  // Of IPv6 only one part is given out to anybody in the world; what maps an IPv4 address is none of it.
  return family === 'ipv4' || WORLD.check(ip, family) ? 'public' : 'inside';
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

const WORLD = new BlockList();
WORLD.addSubnet('2000::', 3, 'ipv6');

const SPECIAL = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  // Here clouds hand out the keys of their machines.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  SPECIAL.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  // Both carry an IPv4 address inside.
  ['2002::', 16],
  ['64:ff9b::', 96],
] as const) {
  SPECIAL.addSubnet(net, bits, 'ipv6');
}
