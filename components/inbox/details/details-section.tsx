import { type ReactNode, useId } from "react";

/** A titled section of the details pane. */
export function DetailsSection({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 px-5 py-4 text-14 leading-5"
    >
      <h3 id={heading} className="font-semibold tracking-tight">
        {title}
      </h3>
      {children}
    </section>
  );
}

/** A name and its value, stacked when there is little room. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_minmax(0,1fr)] gap-2">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
