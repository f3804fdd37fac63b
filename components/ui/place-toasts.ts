/** A rectangle on the screen, in pixels. */
type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom" | "width">;

export interface ToastPlace {
  side: "left" | "right";
  /** The distances to that side and to the bottom of the screen, in pixels. */
  offset: number;
  bottom: number;
  width: number;
}

/** Of a toast; the same as Sonner's, in pixels. */
const WIDTH = 356;
const MARGIN = 16;
/** Of a toast with one line. */
const HEIGHT = 54;

export const TOAST_CORNER: ToastPlace = { side: "right", offset: MARGIN, bottom: MARGIN, width: WIDTH };

/**
 * Where toasts cover nothing that is needed: at the bottom of the column that is made for them, or else in the bottom
 * right corner, above the bars there. A column that fills the screen, as on a phone, is not used.
 */
export function placeToasts(
  screen: { width: number; height: number },
  bars: readonly Box[],
  column: Box | null,
): ToastPlace {
  if (column && column.width > 2 * MARGIN && column.right < screen.width) {
    const width = Math.min(WIDTH, column.width - 2 * MARGIN);
    return { side: "left", offset: column.left + MARGIN, bottom: MARGIN, width };
  }
  const covered = bars.filter(({ width, right, top, bottom }) => {
    const isBeside = right < screen.width - WIDTH - MARGIN;
    return width > 0 && !isBeside && bottom > screen.height - MARGIN - HEIGHT && top < screen.height;
  });
  const height = Math.max(0, ...covered.map(({ top }) => screen.height - top));
  return { ...TOAST_CORNER, bottom: height + MARGIN };
}
