import { Link2 } from "lucide-react";
import type { ReactNode } from "react";

interface GuideSectionProps {
  /** The anchor. */
  id: string;
  title: string;
  /** One or two sentences about the section. */
  intro?: ReactNode;
  /** The level of its heading. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A section of a guide, with a link to itself. */
export function GuideSection({ id, title, intro, level = 3, children }: GuideSectionProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid min-w-0 scroll-mt-[calc(var(--bot-top,0px)+1.5rem)] grid-cols-[minmax(0,1fr)] gap-4"
    >
      <div className="grid gap-1">
        <div className="group flex items-center gap-1.5">
          <Heading id={`${id}-title`} className="text-16 leading-6 font-semibold">
            {title}
          </Heading>
          <a
            href={`#${id}`}
            aria-label={`Link to ${title}`}
            className="inline-flex rounded-sm p-0.5 text-muted-foreground opacity-0 focus-ring group-hover:opacity-100 focus-visible:opacity-100"
          >
            <Link2 aria-hidden className="size-3.5" />
          </a>
        </div>
        {intro && <p className="max-w-2xl text-14 leading-6 text-muted-foreground">{intro}</p>}
      </div>
      {children}
    </section>
  );
}

/**
 * The table of contents of a guide, beside the sections or above them on narrow screens.
 * @param sections The titles by anchor, in order.
 */
export function GuideContents({ sections }: { sections: Readonly<Record<string, string>> }) {
  return (
    <nav aria-label="On this page" className="@3xl:sticky @3xl:top-[calc(var(--bot-top,0px)+1.5rem)] @3xl:self-start">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13 @3xl:grid @3xl:border-l">
        {Object.entries(sections).map(([id, title]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex rounded-sm py-1 text-muted-foreground focus-ring hover:text-foreground @3xl:pl-3.5"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Running text with `code` and lists. */
export function Prose({ children }: { children: ReactNode }) {
  return (
    <div className="grid max-w-2xl gap-2 text-14 leading-6 text-muted-foreground [&_code]:rounded [&_code]:bg-muted [&_code]:px-1 [&_code]:py-0.5 [&_code]:font-mono [&_code]:text-13 [&_code]:wrap-anywhere [&_code]:text-foreground [&_ul]:grid [&_ul]:list-disc [&_ul]:gap-1.5 [&_ul]:pl-5">
      {children}
    </div>
  );
}
