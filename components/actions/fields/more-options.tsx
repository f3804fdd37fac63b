"use client";

import { type ReactNode, useContext, useState } from "react";
import { FoldedPart } from "@/components/ui/folded-part";
import { isWithin } from "../faults/fault";
import { FaultContext } from "./form-field";

interface MoreOptionsProps {
  label?: string;
  /** How many of the options differ from their initial values. */
  setCount: number;
  /** The paths of the options: a fault in them opens the part. */
  paths: string[];
  children: ReactNode;
}

/** Options that few people need. Closed, it says how many of them are set. */
export function MoreOptions({ label = "More options", setCount, paths, children }: MoreOptionsProps) {
  const [isChosen, setIsChosen] = useState(false);
  const { faults, showAll } = useContext(FaultContext);
  const hasFault = showAll && faults.some((fault) => paths.some((path) => isWithin(fault.path, path)));
  const isOpen = isChosen || hasFault;
  const text = (
    <>
      {label}
      {setCount > 0 && <span className="font-normal text-muted-foreground">{setCount} set</span>}
    </>
  );
  return (
    <FoldedPart label={text} isOpen={isOpen} onToggle={setIsChosen}>
      {isOpen && children}
    </FoldedPart>
  );
}
