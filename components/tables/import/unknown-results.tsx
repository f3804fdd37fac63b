import { Alert } from "@/components/ui/alert";

const NAMED = 10;

/** Names the workbook cells whose formula was saved without a result; they are imported as empty. */
export function UnknownResults({ cells }: { cells: readonly string[] }) {
  if (cells.length === 0) return null;
  const named = cells.slice(0, NAMED).join(", ");
  return (
    <Alert tone="warning" title="Some formulas have no stored result">
      {cells.length > NAMED ? `${named} and more cells are` : cells.length === 1 ? `${named} is` : `${named} are`} read
      as empty. Open the workbook in Excel, save it, and choose it again.
    </Alert>
  );
}
