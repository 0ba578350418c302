import { bridgeName, freeSubnet, parseRoutes } from './network';

const ROUTES = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
dsb-1\t0000D50A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
dsb-2\t0002D50A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
`;

it('reads routes', () => {
  expect(parseRoutes(ROUTES)).toEqual([
    { device: 'eth0', destination: '0.0.0.0' },
    { device: 'dsb-1', destination: '10.213.0.0' },
    { device: 'dsb-2', destination: '10.213.2.0' },
  ]);
});

it('takes the first network that nothing is routed to', () => {
  expect(freeSubnet(parseRoutes(ROUTES))).toBe(1);
  expect(freeSubnet([])).toBe(0);
});

it('refuses when every network is used', () => {
  const all = Array.from({ length: 256 }, (_, n) => ({
    device: 'x',
    destination: `10.213.${n}.0`,
  }));
  expect(() => freeSubnet(all)).toThrow(/stop some engines/);
});

it('names bridges within the 15 characters that a device may have', () => {
  const [one, two] = [bridgeName('/run/a/engine'), bridgeName('/run/b/engine')];
  expect(one).toMatch(/^dsb-[0-9a-f]{10}$/);
  expect(one).not.toBe(two);
});
