import Link from "next/link";
import type { listRaffles } from "@/server/raffles/get-raffle";
import { OpeningBadge } from "./opening-badge";
import { percentText } from "./raffle-types";

type Raffles = Awaited<ReturnType<typeof listRaffles>>;

/** The workspace's raffles, each linked to its page. */
export function RaffleList({ raffles }: { raffles: Raffles }) {
  return (
    <ul aria-label="Raffles" className="divide-y rounded-xl border bg-card shadow-raised">
      {raffles.map(({ id, name, state, winChance, quantity, won }) => (
        <li
          key={id}
          className="relative grid gap-x-6 gap-y-1.5 px-5 py-4 transition-colors first:rounded-t-xl last:rounded-b-xl focus-within:bg-accent hover:bg-accent @xl:grid-cols-[minmax(0,1fr)_8rem_12rem_7rem] @xl:items-center"
        >
          <h2 className="text-14 leading-6 font-semibold wrap-anywhere">
            <Link
              href={`/raffles/${id}`}
              className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
            >
              {name}
            </Link>
          </h2>
          <OpeningBadge state={state} />
          <p className="text-13 text-muted-foreground tabular-nums">
            {quantity - won} of {quantity} prizes left
          </p>
          <p className="text-13 text-muted-foreground tabular-nums @xl:text-right">{percentText(winChance)} win</p>
        </li>
      ))}
    </ul>
  );
}
