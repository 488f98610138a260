import { make } from './user-error';

export const noFeature = make('no-feature', {
  en: 'This cannot be looked at here.',
  zh: '这里无法查看这一项。',
});
