import { viewOf } from '../testing/view-of';
import { angularOutput } from './angular';

const APPLICATION = '@angular/build:application';

describe('angularOutput', () => {
  it.each<[number, string, object, string | null]>([
    [1, APPLICATION, {}, 'dist/till/browser'],
    [2, APPLICATION, { outputPath: 'dist/apps/till' }, 'dist/apps/till/browser'],
    [3, APPLICATION, { outputPath: { base: 'out', browser: '' } }, 'out'],
    [4, APPLICATION, { outputPath: { base: 'out', browser: 'www' } }, 'out/www'],
    [5, '@nx/angular:application', { outputPath: 'out' }, 'out/browser'],
    [6, '@angular-devkit/build-angular:browser', { outputPath: 'out' }, 'out'],
    [7, '@nx/angular:webpack-browser', { outputPath: 'out' }, 'out'],
    [8, '@nx/vite:build', { outputPath: 'out' }, null],
  ])('%i: of a target with %s and %j', (_, executor, options, expected) => {
    const targets = { build: { executor, options: options as Record<string, unknown> } };
    const view = viewOf({ files: {}, projects: { till: { root: 'apps/till', targets } } });
    expect(angularOutput(view)).toBe(expected);
  });

  it.each<[number, object, string | null]>([
    [1, { projectType: 'application', architect: 'build' }, 'apps/till/dist/desk/browser'],
    [2, { projectType: 'application', targets: 'build' }, 'apps/till/dist/desk/browser'],
    [3, { projectType: 'library', architect: 'build' }, null],
    [4, { projectType: 'application' }, null],
  ])('%i: of an angular.json with %j', (_, said, expected) => {
    const build = { builder: APPLICATION };
    const desk = Object.fromEntries(
      Object.entries(said).map(([name, value]) => [name, value === 'build' ? { build } : value]),
    );
    const files = { 'apps/till/angular.json': { projects: { desk } } };
    const view = viewOf({ files, projects: { till: { root: 'apps/till' } } });
    expect(angularOutput(view)).toBe(expected);
  });
});
