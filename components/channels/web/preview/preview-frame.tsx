"use client";

import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { PreviewMessage } from "@/widget/preview/preview-message";

/** The frame's size before it is scaled to the screen; a phone's is small enough for the full-screen panel. */
const SIZES = { desktop: { width: 500, height: 740 }, phone: { width: 375, height: 700 } } as const;

interface PreviewFrameProps {
  message: PreviewMessage;
  device: keyof typeof SIZES;
}

/** The widget's own code in a frame, which gets each draft as it is typed. */
export function PreviewFrame({ message, device }: PreviewFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const home = useRef<HTMLDivElement>(null);
  const [isReady, setReady] = useState(false);
  const [room, setRoom] = useState(0);
  const { width, height } = SIZES[device];
  const scale = room === 0 ? 1 : Math.min(1, room / width);
  const text = JSON.stringify(message);

  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && data?.kind === "parley-preview-ready") setReady(true);
    };
    window.addEventListener("message", listen);
    const observer = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    if (home.current) observer.observe(home.current);
    // It may have been ready before this page listened.
    frame.current?.contentWindow?.postMessage({ kind: "parley-preview-hello" }, window.origin);
    return () => {
      window.removeEventListener("message", listen);
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (isReady) frame.current?.contentWindow?.postMessage(JSON.parse(text), window.origin);
  }, [isReady, text]);

  return (
    <div ref={home} className="min-w-0">
      <div
        className={cn(
          "relative mx-auto overflow-hidden border bg-card shadow-raised",
          device === "phone" ? "rounded-3xl" : "rounded-xl",
        )}
        style={{ width: width * scale, height: height * scale }}
      >
        <iframe
          ref={frame}
          title="Preview of the widget"
          src="/widget/preview.html"
          className="absolute top-0 left-0 origin-top-left"
          style={{ width, height, scale }}
        />
      </div>
    </div>
  );
}
