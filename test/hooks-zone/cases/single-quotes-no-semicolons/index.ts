import type { Hooks } from '../generated/hooks'
import { getPet } from './handlers/getPet'

export const hooks = {
	getPet
} satisfies Hooks
