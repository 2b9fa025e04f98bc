/** Amazon's: 300 KB for a template. */
export const MAX_TEMPLATE = 300 * 1024;
