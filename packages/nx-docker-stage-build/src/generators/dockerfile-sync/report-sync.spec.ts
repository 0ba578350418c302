import { logger } from '../../report/logger';
import { reportSync } from './report-sync';
import type { SyncedFile } from './sync-file';

const CURRENT: SyncedFile = {
  path: 'a/Dockerfile',
  text: null,
  details: [],
  kept: [],
  failure: null,
};
const CHANGED: SyncedFile = {
  ...CURRENT,
  path: 'b/Dockerfile',
  text: 'FROM b',
  details: ['b/Dockerfile:3 deps', '+ COPY x .'],
};
const KEPT: SyncedFile = { ...CURRENT, kept: ['a/Dockerfile:3: `deps` was edited'] };
const FAILED: SyncedFile = {
  ...CURRENT,
  path: 'c/Dockerfile',
  failure: 'c/Dockerfile is not kept',
};

describe('the report of a sync', () => {
  beforeEach(() => {
    jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  it('is empty where all is up to date', () => {
    expect(reportSync([CURRENT])).toEqual({});
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('has all in its message where something changed, for a daemon passes nothing else on', () => {
    expect(reportSync([CHANGED, KEPT, FAILED])).toEqual({
      outOfSyncMessage:
        'Generated parts are not up to date: b/Dockerfile\na/Dockerfile:3: `deps` was edited\nc/Dockerfile is not kept',
      outOfSyncDetails: ['b/Dockerfile:3 deps', '+ COPY x .'],
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('warns of what was edited where nothing changed', () => {
    expect(reportSync([KEPT])).toEqual({});
    expect(logger.warn).toHaveBeenCalledWith('a/Dockerfile:3: `deps` was edited');
  });

  it('fails where nothing changed because something could not be generated', () => {
    expect(() => reportSync([CURRENT, FAILED])).toThrow('c/Dockerfile is not kept');
  });
});
