import Link from "next/link";
import { OpeningBadge } from "@/components/raffles/opening-badge";
import type { listPolls } from "@/server/polls/get-poll";
import { votesText } from "./poll-types";

type Polls = Awaited<ReturnType<typeof listPolls>>;

/** The workspace's polls, each linked to its page. */
export function PollList({ polls }: { polls: Polls }) {
  return (
    <ul aria-label="Polls" className="divide-y rounded-xl border bg-card shadow-raised">
      {polls.map(({ id, name, question, state, votes }) => (
        <li
          key={id}
          className="relative grid gap-x-6 gap-y-1.5 px-5 py-4 transition-colors first:rounded-t-xl last:rounded-b-xl focus-within:bg-accent hover:bg-accent @xl:grid-cols-[minmax(0,1fr)_8rem_7rem] @xl:items-center"
        >
          <div className="grid min-w-0 gap-0.5">
            <h2 className="text-14 leading-6 font-semibold wrap-anywhere">
              <Link
                href={`/polls/${id}`}
                className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
              >
                {name}
              </Link>
            </h2>
            <p className="truncate text-13 text-muted-foreground">{question}</p>
          </div>
          <OpeningBadge state={state} />
          <p className="text-13 text-muted-foreground tabular-nums @xl:text-right">{votesText(votes)}</p>
        </li>
      ))}
    </ul>
  );
}
