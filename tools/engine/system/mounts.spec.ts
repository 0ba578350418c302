import { mountsBelow } from './mounts';

const MOUNTS = `proc /proc proc rw 0 0
tmpfs /data/one tmpfs rw 0 0
overlay /data/one/merged\\040dir overlay rw 0 0
tmpfs /data/one-more tmpfs rw 0 0
nsfs /run/one/netns/1 nsfs rw 0 0
`;

it('lists mounts at and below a folder, the newest first', () => {
  expect(mountsBelow(MOUNTS, '/data/one')).toEqual(['/data/one/merged dir', '/data/one']);
});

it('finds nothing elsewhere', () => {
  expect(mountsBelow(MOUNTS, '/data/on')).toEqual([]);
});
