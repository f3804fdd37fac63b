"use client";

import { useScenario } from "../use-scenario";

/** The interactions of a scenario as a list. */
export function ListView() {
  const { interactions, select } = useScenario();
  return (
    <ul aria-label="Interactions" className="grid gap-1">
      {interactions.map(({ id, name }) => (
        <li key={id}>
          <button type="button" onClick={() => select(id)} className="rounded-sm text-14 focus-ring">
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
