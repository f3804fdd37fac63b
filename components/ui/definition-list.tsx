import type { ReactNode } from "react";

/** A list of terms and meanings, in two columns if there is room. */
export function DefinitionList({ children }: { children: ReactNode }) {
  return <dl className="divide-y rounded-xl border bg-card shadow-raised">{children}</dl>;
}

export function Definition({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-1 px-4 py-3 md:grid-cols-[15rem_minmax(0,1fr)] md:gap-4">
      <dt className="flex flex-wrap content-start items-center gap-x-2 gap-y-1">{term}</dt>
      <dd className="text-13 leading-5 text-muted-foreground">{children}</dd>
    </div>
  );
}
