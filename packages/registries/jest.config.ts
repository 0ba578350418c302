export default { displayName: 'registries', preset: '../../jest.preset.js' };
