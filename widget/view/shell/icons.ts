/** Paths of 24 × 24 drawings, drawn as lines. */
export const CLOSE = "M6 6l12 12M18 6L6 18";
export const SEND = "M12 19V5M5.5 11.5L12 5l6.5 6.5";
export const DOWN = "M12 5v14M5.5 12.5L12 19l6.5-6.5";
export const AGAIN = "M20 11a8 8 0 1 0-2.3 6.2M20 5v6h-6";
export const DOCUMENT = "M14 3H6v18h12V7zM14 3v4h4M9 13h6M9 17h6";
export const OPEN = "M8 16L18 6M10 6h8v8";
export const CALL = "M6 3h3l2 5-2 2a11 11 0 0 0 5 5l2-2 5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z";
export const CHECK = "M5 12.5l4.5 4.5L19 7.5";
