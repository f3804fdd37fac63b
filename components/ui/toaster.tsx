"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useLayoutEffect, useState } from "react";
import { Toaster as Sonner, useSonner } from "sonner";
import { placeToasts, TOAST_CORNER } from "./place-toasts";
import { Spinner } from "./spinner";

const icons = {
  success: <CircleCheck aria-hidden className="size-4 text-success" />,
  error: <CircleAlert aria-hidden className="size-4 text-destructive" />,
  warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
  info: <Info aria-hidden className="size-4 text-info" />,
  loading: <Spinner />,
};

const look = (width: number) => ({
  "--width": `${width}px`,
  "--normal-bg": "var(--popover)",
  "--normal-text": "var(--popover-foreground)",
  "--normal-border": "var(--border-strong)",
  "--border-radius": "8px",
  "--toast-close-button-start": "unset",
  "--toast-close-button-end": "0",
  "--toast-close-button-transform": "translate(35%, -35%)",
  fontFamily: "inherit",
});

const MEASURE_MS = 200;

/**
 * Renders toasts in the bottom right corner, above any element there with the attribute `data-bottom-bar`, such as a
 * composer; or at the bottom of the element with `data-toast-column`, if that is shown beside others. Used once, around
 * the signed-in pages: a chat page in a frame would add a second region of the same name.
 * To show one: `import { toast } from "sonner"`.
 */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  const { side, offset, bottom, width } = useToastPlace();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position={`bottom-${side}`}
      offset={{ bottom, [side]: offset }}
      mobileOffset={{ bottom, left: TOAST_CORNER.offset, right: TOAST_CORNER.offset }}
      icons={icons}
      style={look(width)}
      closeButton
    />
  );
}

/** Measured while there are toasts. */
function useToastPlace() {
  const newest = useSonner().toasts[0]?.id;
  const [place, setPlace] = useState(TOAST_CORNER);
  // Before the browser paints: a toast must not appear in one place and jump to another.
  useLayoutEffect(() => {
    if (newest === undefined) return undefined;
    const measure = () =>
      setPlace((known) => {
        const found = measurePlace();
        return JSON.stringify(found) === JSON.stringify(known) ? known : found;
      });
    measure();
    // Bars appear, grow and move in while a toast is shown, such as the one of a sheet that opens.
    const timer = setInterval(measure, MEASURE_MS);
    return () => clearInterval(timer);
  }, [newest]);
  return place;
}

function measurePlace() {
  const { clientWidth, clientHeight } = document.documentElement;
  const boxes = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
  const [column = null] = boxes("[data-toast-column]");
  return placeToasts({ width: clientWidth, height: clientHeight }, boxes("[data-bottom-bar]"), column);
}
