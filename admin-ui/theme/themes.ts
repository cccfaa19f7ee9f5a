import { createTheme, type ThemeOptions } from '@mui/material/styles'
import { defaultTheme, type RaThemeOptions } from 'react-admin'

const fonts = [
  '"Hiragino Sans"',
  '"Hiragino Kaku Gothic ProN"',
  '"Yu Gothic UI"',
  '"Noto Sans JP"',
  '"Noto Sans CJK JP"',
  '"BIZ UDPGothic"',
  'Meiryo',
  'system-ui',
  'sans-serif',
].join(', ')

const shared: ThemeOptions = {
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: fonts,
    fontSize: 13,
    h5: { fontSize: '1.25rem', fontWeight: 600 },
    h6: { fontSize: '1.02rem', fontWeight: 600 },
    subtitle2: { fontWeight: 600 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
}

const components = (line: string): RaThemeOptions['components'] => ({
  ...defaultTheme.components,
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: {
    defaultProps: { variant: 'outlined' },
    styleOverrides: { root: { borderColor: line } },
  },
  MuiAppBar: {
    defaultProps: { elevation: 0, color: 'default' },
    styleOverrides: {
      root: { borderBottom: `1px solid ${line}`, backgroundImage: 'none' },
    },
  },
  MuiButton: { defaultProps: { disableElevation: true } },
  MuiTextField: { defaultProps: { size: 'small', variant: 'outlined', margin: 'none' } },
  MuiFormControl: { defaultProps: { size: 'small', variant: 'outlined', margin: 'none' } },
  MuiAutocomplete: { defaultProps: { size: 'small' } },
  MuiTableCell: { styleOverrides: { root: { borderColor: line } } },
  MuiTooltip: { defaultProps: { arrow: true, enterDelay: 400 } },
  MuiLink: { defaultProps: { underline: 'hover' } },
  RaDatagrid: {
    styleOverrides: {
      root: {
        '& .RaDatagrid-headerCell': { fontWeight: 600, whiteSpace: 'nowrap' },
        '& .RaDatagrid-rowCell': { paddingTop: 7, paddingBottom: 7 },
      },
    },
  },
})

const lightLine = '#dfe3e1'
const darkLine = '#2c3634'

/** Quiet paper and one green; colours of meaning stand in `tones.ts`. */
export const lightTheme: RaThemeOptions = createTheme({
  ...shared,
  palette: {
    mode: 'light',
    primary: { main: '#1f5f5b' },
    secondary: { main: '#1f5f5b' },
    background: { default: '#f5f6f4', paper: '#ffffff' },
    text: { primary: '#1c2523', secondary: '#55625e' },
    divider: lightLine,
    success: { main: '#21713f' },
    warning: { main: '#8f5a00' },
    error: { main: '#b3261e' },
    info: { main: '#2a5f93' },
  },
  components: components(lightLine),
})

export const darkTheme: RaThemeOptions = createTheme({
  ...shared,
  palette: {
    mode: 'dark',
    primary: { main: '#7cc7bd' },
    secondary: { main: '#7cc7bd' },
    background: { default: '#121716', paper: '#1a2120' },
    text: { primary: '#e6ebe9', secondary: '#a3b1ac' },
    divider: darkLine,
    success: { main: '#7fcf9a' },
    warning: { main: '#eab65c' },
    error: { main: '#f28b82' },
    info: { main: '#8dbbe8' },
  },
  components: components(darkLine),
})
