import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Tap } from '../../components/tap';

interface Column {
  head: string;
  /** of a CSS grid: 240px, 1fr */
  width: string;
}
interface Row {
  key: string;
  cells: readonly ReactNode[];
  /** what a screen reader says of the whole row, when it can be opened */
  spoken?: string;
}
interface TableProps {
  columns: readonly Column[];
  rows: readonly Row[];
  opened?: string | undefined;
  onOpen?: (key: string) => void;
  /** there are more: reads them */
  onMore?: (() => void) | undefined;
}

/** A calm table: hairlines, one row open. */
export function Table({ columns, rows, opened, onOpen, onMore }: TableProps) {
  const style = { gridTemplateColumns: columns.map(({ width }) => grown(width)).join(' ') };
  return (
    <View className="card card--flush adm-table">
      <View className="adm-row adm-row--head" style={style}>
        {columns.map(({ head }) => (
          <Text key={head}>{head}</Text>
        ))}
      </View>
      {rows.map(({ key, cells, spoken }) => {
        const inside = cells.map((cell, index) => (
          <View key={columns[index]?.head ?? index} className="adm-cell">
            {typeof cell === 'string' ? <Text>{cell}</Text> : cell}
          </View>
        ));
        const className = `adm-row ${key === opened ? 'adm-row--on' : ''}`;
        return onOpen ? (
          <View key={key} className={className} style={style} onClick={() => onOpen(key)}>
            <Tap className="adm-cell" role="link" label={spoken ?? key} onTap={() => onOpen(key)}>
              {cells[0]}
            </Tap>
            {inside.slice(1)}
          </View>
        ) : (
          <View key={key} className={className} style={style}>
            {inside}
          </View>
        );
      })}
      {onMore ? (
        <View className="center">
          <Button kind="quiet" text="再看一些" onTap={onMore} />
        </View>
      ) : null}
    </View>
  );
}

/** Columns that share the rest must be able to shrink below their words. */
const grown = (width: string) => (width.endsWith('fr') ? `minmax(0, ${width})` : width);
