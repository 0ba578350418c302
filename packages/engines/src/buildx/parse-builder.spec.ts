import { readFixture } from '../testing/read-fixture';
import { parseBuilder } from './parse-builder';

it('reads the builder of the docker driver', () => {
  expect(parseBuilder(readFixture('builder.docker.txt'))).toEqual({
    name: 'default',
    driver: 'docker',
    buildkitVersion: null,
    platforms: ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v3', 'linux/amd64/v4', 'linux/arm64'],
    error: null,
  });
});

it('reads a builder that was never started', () => {
  expect(parseBuilder(readFixture('builder.inactive.txt'))).toEqual({
    name: 'inact',
    driver: 'docker-container',
    buildkitVersion: null,
    platforms: [],
    error: null,
  });
});

it('reads why a builder cannot be reached', () => {
  const { error } = parseBuilder(readFixture('builder.no-daemon.txt'));
  expect(error).toContain('Cannot connect to the Docker daemon');
});

it('joins the platforms of several nodes and drops the mark of those set by hand', () => {
  const text = [
    'Name:   farm',
    'Driver: remote',
    'Nodes:',
    'Name:      farm0',
    'BuildKit version: v0.26.3',
    'Platforms: linux/amd64*, linux/386',
    'Name:      farm1',
    'Platforms: linux/arm64, linux/386',
  ].join('\n');
  expect(parseBuilder(text)).toMatchObject({
    name: 'farm',
    buildkitVersion: '0.26.3',
    platforms: ['linux/amd64', 'linux/386', 'linux/arm64'],
  });
});
