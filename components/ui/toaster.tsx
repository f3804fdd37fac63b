"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { Toaster as Sonner, useSonner } from "sonner";
import { Spinner } from "./spinner";

const icons = {
  success: <CircleCheck aria-hidden className="size-4 text-success" />,
  error: <CircleAlert aria-hidden className="size-4 text-destructive" />,
  warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
  info: <Info aria-hidden className="size-4 text-info" />,
  loading: <Spinner />,
};

const look = {
  "--normal-bg": "var(--popover)",
  "--normal-text": "var(--popover-foreground)",
  "--normal-border": "var(--border-strong)",
  "--border-radius": "8px",
  "--toast-close-button-start": "unset",
  "--toast-close-button-end": "0",
  "--toast-close-button-transform": "translate(35%, -35%)",
  fontFamily: "inherit",
};

/** Of a toast; the same as Sonner's, in pixels. */
const WIDTH = 356;
const MARGIN = 16;
const MEASURE_MS = 200;

/**
 * Renders toasts in the bottom right corner, above any element there with the attribute `data-bottom-bar`, such as a
 * composer. Used once, around the signed-in pages: a chat page in a frame would add a second region of the same name.
 * To show one: `import { toast } from "sonner"`.
 */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  const bottom = useBarHeight() + MARGIN;
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      offset={{ bottom, right: MARGIN }}
      mobileOffset={{ bottom, left: MARGIN, right: MARGIN }}
      icons={icons}
      style={look}
      closeButton
    />
  );
}

/** The height of the bars that the toasts would cover. Measured while there are toasts. */
function useBarHeight(): number {
  const newest = useSonner().toasts[0]?.id;
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (newest === undefined) return undefined;
    const measure = () => setHeight(barHeight());
    measure();
    // Bars appear, grow and move in while a toast is shown, such as the one of a sheet that opens.
    const timer = setInterval(measure, MEASURE_MS);
    return () => clearInterval(timer);
  }, [newest]);
  return height;
}

function barHeight(): number {
  const { clientWidth, clientHeight } = document.documentElement;
  const covered = [...document.querySelectorAll("[data-bottom-bar]")]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, right, bottom }) => {
      const isBeside = right < clientWidth - WIDTH - MARGIN;
      return width > 0 && !isBeside && bottom > clientHeight - MARGIN;
    });
  return Math.max(0, ...covered.map(({ top }) => clientHeight - top));
}
