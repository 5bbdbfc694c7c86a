/** Rows asked for at once: the server's first look and the browser must ask the same. */
export const JOBS_A_PAGE = 50;
export const JOBS_OF_A_RESTAURANT = 12;
