import { readFixture } from '../testing/read-fixture';
import { parseMetadata } from './read-metadata';

it.each([
  [
    1,
    'built',
    {
      digest: 'sha256:df5fcb38a3b74be63303c98fd544baeb15209e224dccca5a9029c5e569e4dcc9',
      cacheDigest: 'sha256:53592a81478f581c66e0bf2b85ba77f70d4b209b82aeae1f826f2317cd9a69aa',
      buildRef: 'default/default/t86cc6qx5k93dzbxdg2sqayyv',
    },
  ],
  [
    2,
    'cached',
    { digest: null, cacheDigest: null, buildRef: 'default/default/g8htq34z9ihvgn1ynssh1ueiy' },
  ],
])('%i: the metadata of %s', (_, name, metadata) => {
  expect(parseMetadata(readFixture(`${name}.metadata.json`))).toEqual(metadata);
});
