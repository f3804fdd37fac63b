import type { inferRouterOutputs } from "@trpc/server";
import { Alert } from "@/components/ui/alert";
import type { AppRouter } from "@/server/trpc/root";

export type EmbeddingStatus = inferRouterOutputs<AppRouter>["knowledge"]["embedding"];

/** How many texts have vectors, why others get none, and how the database compares them. */
export function EmbeddingProgress({ status }: { status: EmbeddingStatus }) {
  const { chosen, texts, withVector, refused, error, hasPgvector, mostCompared } = status;
  const isTooMany = !hasPgvector && texts > mostCompared;
  return (
    <div className="grid gap-3 text-13 leading-5 text-muted-foreground">
      {chosen && (
        <output className="tabular-nums">
          {withVector === texts
            ? `All ${count(texts)} texts have vectors.`
            : `${count(withVector)} of ${count(texts)} texts have vectors.`}
          {refused > 0 && ` The model refuses ${refused === 1 ? "one text" : `${count(refused)} texts`}.`}
        </output>
      )}
      {chosen && texts > 0 && (
        <progress
          aria-label="Texts with vectors"
          value={withVector + refused}
          max={texts}
          className="h-1.5 w-full overflow-hidden rounded-full"
        />
      )}
      {error !== null && (
        <Alert tone="danger" title="No vectors are made at the moment">
          {error} It is tried again every 30 minutes, and when you save.
        </Alert>
      )}
      {chosen && isTooMany && (
        <Alert tone="warning" title="Too many texts for this database">
          Search compares words only, until the database has pgvector or there are fewer texts.
        </Alert>
      )}
      <p>
        {hasPgvector
          ? "The database has pgvector: many vectors are searched with an index."
          : `The database has no pgvector (0.8 or newer): each question is compared with all vectors, up to ${count(mostCompared)} of this length.`}
        {chosen && " To turn search by meaning off, choose None; the vectors are then deleted."}
      </p>
    </div>
  );
}

function count(number: number): string {
  return number.toLocaleString("en");
}
