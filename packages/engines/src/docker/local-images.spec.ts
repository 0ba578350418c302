import { fakeDocker } from '../testing/fake-docker';
import { findLocalImages, tagLocalImage } from './local-images';

const IMAGE = {
  Id: 'sha256:1',
  RepoTags: ['api:latest'],
  RepoDigests: ['node@sha256:2'],
};

describe('images of the local engine', () => {
  it('are those that are there, although docker fails for the others', async () => {
    const env = fakeDocker(
      `echo '${JSON.stringify([IMAGE])}'; echo 'No such image: b' >&2; exit 1`,
    );
    expect(await findLocalImages(['a', 'b'], { env })).toEqual([
      { id: 'sha256:1', tags: ['api:latest'], digests: ['node@sha256:2'] },
    ]);
  });

  it('have neither tags nor digests where the engine says null', async () => {
    const env = fakeDocker(`echo '[{"Id":"sha256:1","RepoTags":null,"RepoDigests":null}]'`);
    expect(await findLocalImages(['a'], { env })).toEqual([
      { id: 'sha256:1', tags: [], digests: [] },
    ]);
  });

  it.each([
    ['nothing is asked for', [], fakeDocker('exit 1')],
    ['no daemon answers', ['a'], fakeDocker('echo Cannot connect >&2; exit 1')],
    ['there is no docker', ['a'], { PATH: __filename }],
  ])('are none where %s', async (_, names, env) => {
    expect(await findLocalImages(names, { env })).toEqual([]);
  });

  it('say what docker said when one cannot be tagged', async () => {
    const env = fakeDocker('echo no such image >&2; exit 1');
    await expect(tagLocalImage('sha256:1', 'a:b', { env })).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining('no such image') as string,
    });
  });
});
