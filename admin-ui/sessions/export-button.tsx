import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import { Button } from '@mui/material'
import { useListContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { useWords } from '../words/use-words.ts'

/** To the builder of CSVs, with the list's filters. */
export function ExportButton() {
  const { t } = useWords()
  const { filterValues } = useListContext()
  return (
    <Button
      variant="outlined"
      startIcon={<DownloadIcon />}
      component={Link}
      to="/exports"
      state={{ filter: filterValues ?? {} }}
    >
      {t.sessions.export}
    </Button>
  )
}
