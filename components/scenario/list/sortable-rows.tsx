"use client";

import { closestCenter, DndContext, PointerSensor, useSensor, useSensors, type DragEndEvent } from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useId, useMemo, type ReactNode } from "react";
import { z } from "zod";
import type { Interaction } from "@/server/schemas/scenario/interaction";

interface SortableRowsProps {
  interactions: Interaction[];
  onMove: (movedId: string, overId: string) => void;
  children: ReactNode;
}

/** Makes the rows sortable by dragging, also into another folder. Keys move them by the rows themselves. */
export function SortableRows({ interactions, onMove, children }: SortableRowsProps) {
  const id = useId();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));

  // The same list until the order changes, because a new one draws all rows again.
  const order = JSON.stringify(interactions.map((one) => one.id));
  const items = useMemo(() => z.array(z.string()).parse(JSON.parse(order)), [order]);

  function drop({ active, over }: DragEndEvent) {
    if (over && over.id !== active.id) onMove(String(active.id), String(over.id));
  }

  return (
    <DndContext id={id} sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={items} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}
