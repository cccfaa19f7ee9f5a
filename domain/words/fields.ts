import type { FieldKey } from '../document-catalogue.ts'
import type { Locale } from '../method.ts'

/** Fields of documents (記載事項). */
export const fieldWords: Readonly<Record<Locale, Readonly<Record<FieldKey, string>>>> = {
  ja: {
    name: '氏名',
    birthDate: '生年月日',
    address: '住所',
    issueDate: '交付年月日',
    inquiryNumber: '照会番号',
    expiryDate: '有効期限',
    conditions: '免許の条件等',
    number: '番号',
    firstIssuedMotorcycle: '二・小・原 取得日',
    firstIssuedOther: '他 取得日',
    firstIssuedClassTwo: '二種 取得日',
    addressChange: '備考（変更事項）',
  },
  en: {
    name: 'Name',
    birthDate: 'Birth date',
    address: 'Address',
    issueDate: 'Date of issue',
    inquiryNumber: 'Inquiry number',
    expiryDate: 'Expiry date',
    conditions: 'Conditions',
    number: 'Number',
    firstIssuedMotorcycle: 'First license: motorcycles',
    firstIssuedOther: 'First license: others',
    firstIssuedClassTwo: 'First license: class two',
    addressChange: 'Entries on the back',
  },
  vi: {
    name: 'Họ tên',
    birthDate: 'Ngày sinh',
    address: 'Địa chỉ',
    issueDate: 'Ngày cấp',
    inquiryNumber: 'Số tra cứu',
    expiryDate: 'Ngày hết hạn',
    conditions: 'Điều kiện',
    number: 'Số',
    firstIssuedMotorcycle: 'Ngày cấp lần đầu: xe máy',
    firstIssuedOther: 'Ngày cấp lần đầu: loại khác',
    firstIssuedClassTwo: 'Ngày cấp lần đầu: hạng hai',
    addressChange: 'Ghi chú ở mặt sau',
  },
}
