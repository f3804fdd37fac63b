import { type ReadonlySignal, signal } from "@preact/signals-core";
import { listen, onDispose } from "../../dom/scope.ts";

/** Within this distance of the end, the view follows new text. */
const NEAR_END_PX = 60;

interface End {
  isAtEnd: ReadonlySignal<boolean>;
  /** Scrolls to the end, and follows again. */
  go(): void;
}

/**
 * Keeps a reader who is at the end there, whatever makes the content taller or the box smaller: a message, an image that
 * has loaded, a keyboard. Others stay where they read.
 */
export function followEnd(scroller: HTMLElement, content: HTMLElement): End {
  const isAtEnd = signal(true);
  const go = () => {
    scroller.scrollTop = scroller.scrollHeight;
    isAtEnd.value = true;
  };
  let top = 0;
  listen(scroller, "scroll", () => {
    const { scrollHeight, scrollTop, clientHeight } = scroller;
    // Only a reader moves up; content that has grown since the last scroll is no reason to stop.
    if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) isAtEnd.value = true;
    else if (scrollTop < top) isAtEnd.value = false;
    top = scrollTop;
  });
  const sizes = new ResizeObserver(() => {
    if (isAtEnd.peek()) go();
  });
  sizes.observe(scroller);
  sizes.observe(content);
  onDispose(() => sizes.disconnect());
  return { isAtEnd, go };
}
