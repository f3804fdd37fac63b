"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useContext, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
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
  const region = useId();
  const [isChosen, setIsChosen] = useState(false);
  const { faults, showAll } = useContext(FaultContext);
  const hasFault = showAll && faults.some((fault) => paths.some((path) => isWithin(fault.path, path)));
  const isOpen = isChosen || hasFault;
  return (
    <div className="grid min-w-0 gap-5">
      <Button
        variant="ghost"
        size="sm"
        aria-expanded={isOpen}
        aria-controls={region}
        onClick={() => setIsChosen(!isOpen)}
        className="-ml-2 w-fit px-2"
      >
        <ChevronRight aria-hidden className={cn("transition-transform", isOpen && "rotate-90")} />
        {label}
        {setCount > 0 && <span className="font-normal text-muted-foreground">{setCount} set</span>}
      </Button>
      <div id={region} hidden={!isOpen} className={cn("min-w-0 gap-5", isOpen && "grid")}>
        {isOpen && children}
      </div>
    </div>
  );
}
