"use client";

import { useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { useScrollBox } from "@/components/ui/use-scroll-box";
import { sections } from "./section";

/** Links to the sections, always in view; the section that is being read is marked. */
export function SectionIndex() {
  const current = useSectionInView();
  const row = useScrollBox<HTMLUListElement>();
  return (
    <nav
      aria-label="Sections"
      className="sticky top-[calc(var(--bot-top)+2.75rem)] z-10 -mx-1 mb-5 bg-background px-1 pb-2 @4xl:top-(--section-top) @4xl:order-last @4xl:mb-0"
    >
      <ul
        ref={row}
        className="flex gap-1 overflow-x-auto @max-4xl:fade-x @4xl:grid @4xl:overflow-visible @4xl:border-l"
      >
        {sections.map(({ id, title }) => (
          <li key={id} className="@4xl:-ml-px">
            <a
              href={`#${id}`}
              aria-current={id === current ? "location" : undefined}
              className={cn(
                "block rounded-md px-2.5 py-1.5 text-13 leading-5 whitespace-nowrap focus-edge hover:text-foreground @4xl:rounded-none @4xl:border-l-2 @4xl:border-transparent @4xl:py-1",
                id === current
                  ? "font-medium text-foreground @max-4xl:bg-secondary @4xl:border-foreground"
                  : "text-muted-foreground",
              )}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The last section whose start is in the upper third of the window; at the end of the page, the last one. */
function useSectionInView(): string {
  const [current, setCurrent] = useState<string>(sections[0].id);
  useEffect(() => {
    function look() {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      const isAtEnd = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
      const line = isAtEnd ? clientHeight : clientHeight / 3;
      const seen = sections.findLast(({ id }) => {
        const top = document.getElementById(id)?.getBoundingClientRect().top;
        return top !== undefined && top <= line;
      });
      setCurrent((seen ?? sections[0]).id);
    }
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  return current;
}
