import { UserError, type ErrorCode } from '../../core/errors';
import type { ListState } from '../../core/resources/source';

/** What a view can show, as the word that its welcome content looks at. */
export type ViewState = 'connecting' | 'empty' | 'ready' | 'unexpected' | ErrorCode;

/** The word for a state; a failure's is its code. */
export function viewStateOf(state: ListState): ViewState {
  switch (state.state) {
    case 'connecting':
      return 'connecting';
    case 'failed':
      return state.error instanceof UserError ? state.error.code : 'unexpected';
    case 'ready':
      return state.resources.length === 0 ? 'empty' : 'ready';
  }
}
