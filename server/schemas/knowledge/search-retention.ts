/** How long the searches of conversations are kept, in days: what is known of the uses of a source. */
export const SEARCHES_KEPT_DAYS = 180;
/** The days whose uses of a source are counted, today included. */
export const USES_COUNTED_DAYS = 30;
