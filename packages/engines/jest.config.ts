export default { displayName: 'engines', preset: '../../jest.preset.js' };
