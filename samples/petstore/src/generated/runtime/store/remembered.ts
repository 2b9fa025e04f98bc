const DAY = 86_400_000;

/**
 * Milliseconds for which the use of a quota is remembered after its period, so that no clock that steps
 * back begins it anew.
 */
export const QUOTA_MARGIN_MS = DAY;

/** The same where forgetting would tell: of a first period with an offset, or a bucket never filled. */
export const REMEMBERED_MS = 400 * DAY;
