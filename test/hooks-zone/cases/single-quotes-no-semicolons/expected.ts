import type { Hooks } from '../generated/hooks'
import { getPet } from './handlers/getPet'
import { addPet } from './handlers/addPet'

export const hooks = {
	getPet,
	addPet
} satisfies Hooks
