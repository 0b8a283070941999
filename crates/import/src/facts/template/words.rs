//! The words of the template, in Chinese and in machine-translated English.
//!
//! Each string is a list of words, separated by white space. Each word is written as [`key`](super::text::key) returns
//! it: in lower case, without spaces and punctuation.

/// Words with the same meaning.
#[derive(Clone, Copy)]
pub(in crate::facts) struct Words(&'static str);

impl Words {
    pub(in crate::facts) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split_whitespace()
    }

    /// Whether this is one of the words.
    pub(in crate::facts) fn has(self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }

    /// Whether the text contains one of the words.
    pub(in crate::facts) fn are_in(self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }
}

// Headings of numbered sections.
pub(in crate::facts) const CALL: Words = Words(
    "调用方式 接口调用方式 请求方式 调用方法 howtocall howtocallit howtoinvoke callmethod
     callingmethod callingmethods callmode callingmode invocationmethod waytocall wayofcalling",
);
pub(in crate::facts) const REQUEST: Words = Words(
    "请求参数 请求参数说明 requestparameters requestparameter requestedparameters
     requestingparameters",
);
pub(in crate::facts) const RESPONSE: Words = Words(
    "返回参数 返回参数说明 响应参数 返回结果 returnparameters returnparameter returnedparameters
     returningparameters responseparameters responseparameter backtoparameters",
);
pub(in crate::facts) const ENUMS: Words = Words(
    "枚举信息 枚举说明 enumerationinformation enumerationinfo enumeratedinformation
     enuminformation enuminfo enumerateinformation enumerations",
);
pub(in crate::facts) const NOTES: Words = Words(
    "注意事项 注意 note notes notice attention precautions considerations pointstonote
     thingstonote mattersneedingattention mattersforattention",
);
pub(in crate::facts) const EXAMPLES: Words = Words(
    "代码示例 调用示例 示例代码 codeexamples codeexample codesamples codesample samplecode
     examplecode examplesofcode codedemonstrations",
);
pub(in crate::facts) const ERRORS: Words =
    Words("错误码 错误代码 返回码 错误码说明 errorcode errorcodes returncode returncodes");
pub(in crate::facts) const SCOPE: Words = Words(
    "适用范围 scopeofapplication scopeofapplications scopeofuse applicationscope applicablescope
     applicability scope",
);

// Headings of their sub-sections.
pub(in crate::facts) const HTTPS: Words =
    Words("https调用 http调用 httpscall httpscalls httpcall httpcalls httpsinvocation callhttps");
pub(in crate::facts) const CLOUD: Words =
    Words("云调用 cloudcall cloudcalls cloudcalling cloudinvocation cloudinvocations callcloud");
pub(in crate::facts) const THIRD_PARTY: Words = Words(
    "第三方调用 thirdpartyinvocation thirdpartyinvocations thirdpartycall thirdpartycalls
     thirdpartycalling callthirdparty",
);
// The Chinese pages contain these English words in their headings too, marked as code.
pub(in crate::facts) const QUERY: Words = Words("querystringparameters querystringparameter");
pub(in crate::facts) const QUERY_TRANSLATED: Words =
    Words("查询参数 queryparameters queryparameter querystring");
pub(in crate::facts) const BODY: Words = Words("requestpayload");
pub(in crate::facts) const BODY_TRANSLATED: Words =
    Words("请求体 请求包体 requestbody bodyofrequest requestpackage");
pub(in crate::facts) const REPLY: Words = Words("responsepayload returnpayload");
pub(in crate::facts) const REPLY_TRANSLATED: Words =
    Words("返回体 返回包体 响应体 responsebody returnbody bodyofresponse");
// Marks that follow a path in a heading.
pub(in crate::facts) const OBJECT_PAYLOAD: &str = "objectpayload";
pub(in crate::facts) const ENUM: Words = Words("enum 枚举 枚举值 enumeration enumerate");

// Names of columns.
pub(in crate::facts) const COLUMN_NAME: Words = Words(
    "参数名 参数 参数名称 字段 字段名 字段名称 属性 属性名 名称 parametername parameternames
     parameter parameters paramname nameofparameter fieldname field name",
);
pub(in crate::facts) const COLUMN_TYPE: Words =
    Words("类型 数据类型 参数类型 字段类型 type types datatype parametertype");
pub(in crate::facts) const COLUMN_REQUIRED: Words = Words(
    "必填 是否必填 必须 是否必须 必选 是否必选 required requiredfield requiredtofillin
     requiredfilling mandatory isrequired isitrequired mustfill mustfillin fillin must necessary
     compulsory",
);
pub(in crate::facts) const COLUMN_EXAMPLE: Words =
    Words("示例 示例值 例子 样例 example examples examplevalue sample samplevalue");
pub(in crate::facts) const COLUMN_ABOUT: Words = Words(
    "说明 描述 备注 参数说明 字段说明 含义 description descriptions introduction introductions
     instruction instructions explanation explanations explain illustrate illustration remark
     remarks note notes meaning",
);
pub(in crate::facts) const COLUMN_VALUES: Words = Words(
    "枚举 枚举值 枚举信息 enum enums enumeration enumerations enumerationvalue enumerationvalues
     enumvalue enumeratedvalue enumerate",
);
pub(in crate::facts) const COLUMN_VALUE: Words = Words("值 取值 value values");
pub(in crate::facts) const COLUMN_CODE: Words =
    Words("错误码 错误代码 返回码 errorcode errorcodes errcode code returncode");
pub(in crate::facts) const COLUMN_MEANING: Words = Words(
    "错误描述 错误信息 错误说明 错误码描述 错误含义 错误码取值 errordescription errordescriptions
     errormessage errorinformation errmsg descriptionoferror",
);
pub(in crate::facts) const COLUMN_REMEDY: Words = Words(
    "解决方案 解决办法 解决方法 处理方法 处理方式 解决建议 solution solutions remedy resolution
     howtosolve treatment",
);
pub(in crate::facts) const COLUMN_ACCOUNT: Words =
    Words("账号类型 帐号类型 accounttype accounttypes typeofaccount kindofaccount");

// Marks in the column of required fields.
pub(in crate::facts) const YES: Words =
    Words("是 必填 必须 必选 yes y true required is be mandatory must correct right");
pub(in crate::facts) const NO: Words =
    Words("否 选填 非必填 非必须 可选 不必填 no n false optional not notrequired deny whether");

// Marks of the scope table. The symbols are compared as they are.
pub(in crate::facts) const TICKS: &[char] = &['✔', '✓', '√', '☑', '✅'];
pub(in crate::facts) const CROSSES: &[char] = &['✘', '✗', '×', '✕', '✖', '❌', '☒', '-', '—', '–'];
pub(in crate::facts) const ON_APPLICATION: Words = Words(
    "需申请 需要申请 申请 needtoapply needapply needtobeapplied needtobeappliedfor
     applicationrequired needapplication onapplication requiresapplication toapply toapplyfor
     apply",
);
/// A mark that says that there is no condition.
pub(in crate::facts) const UNCONDITIONAL: Words = Words(
    "无需申请 不需申请 不需要申请 无须申请 无需认证 不需认证 不需要认证 noneedtoapply
     noapplicationrequired",
);
pub(in crate::facts) const VERIFIED: Words = Words(
    "仅认证 仅已认证 需认证 verifiedonly onlyverified certifiedonly onlycertified
     certificationonly onlycertification authenticationonly onlyauthentication authenticatedonly
     onlyauthenticated verificationonly onlyforverified",
);

/// Text instead of an empty table.
pub(in crate::facts) const NOTHING: Words =
    Words("无 没有 暂无 nothing none no not nil null na without");
/// Text of a section without notes.
pub(in crate::facts) const NO_NOTES: Words = Words(
    "本接口无特殊注意事项 无特殊注意事项 therearenospecialconsiderationsforthisinterface
     nospecialconsiderationsforthisinterface therearenospecialnotesforthisinterface
     thisinterfacehasnospecialconsiderations thisinterfacehasnospecialnotes
     nospecialnotesforthisinterface thereisnospecialnoteforthisinterface",
);

/// Labels of the vendor's name of the call.
pub(in crate::facts) const NAME: Words = Words(
    "接口英文名 接口名 接口名称 interfacename interfaceenglishname englishnameofinterface
     englishnameoftheinterface englishinterfacename englishnameinterface
     theenglishnameoftheinterface nameofinterface nameoftheinterface apienglishname apiname",
);
/// Text that says that a kind of call isn't supported.
pub(in crate::facts) const REFUSALS: Words =
    Words("不支持 暂不支持 notsupport doesntsupport unsupported nosupport cannotbe notavailable");
/// Labels of the name of the call in the vendor's cloud.
pub(in crate::facts) const CLOUD_NAME: Words = Words(
    "调用方法 callmethod callingmethod callmethods methodofcall methodofcalling invocationmethod
     howtocall method",
);
/// Text that says that the cloud or a third-party platform may call.
pub(in crate::facts) const ASSENTS: Words = Words("支持 相同 support same identical");
/// Labels of the ids of permission sets.
pub(in crate::facts) const PERMISSION_SETS: Words =
    Words("权限集 permissionset permissionsset permissionsets setofpermissions");
// Text that says that all other kinds of account may not call.
pub(in crate::facts) const OTHERS: Words = Words(
    "其他未明确声明 其它未明确声明 其他账号类型 其他帐号类型 otheraccounttype otheraccounts
     othertypesofaccount",
);
pub(in crate::facts) const OTHERS_REFUSED: Words = Words(
    "不可调用 不能调用 无法调用 notbecalled notcall cannotcall cantcall notcallable notinvoke
     notbeinvoked notallowedtocall unabletocall notpermittedtocall",
);

/// Text that every page contains.
pub(in crate::facts) const BOILERPLATE: Words = Words(
    "调试诊断 调试工具 debugtool debuggingtool debug debugging debugdiagnosis debuggingdiagnosis debugdiagnostics
     incorrecttranslation 复制 copy",
);
/// The note that the call must come from a server.
pub(in crate::facts) const SERVER_SIDE: Words = Words(
    "接口应在服务器端调用 interfaceshouldbecalledontheserverside
     interfacesshouldbecalledontheserverside theinterfaceshouldbecalledontheserverside
     thisinterfaceshouldbecalledontheserverside theapishouldbecalledontheserverside
     apishouldbecalledontheserverside",
);

/// Marks above the request of an example.
pub(in crate::facts) const REQUEST_EXAMPLE: Words = Words(
    "请求示例 请求数据示例 请求参数示例 请求包示例 请求体示例 调用请求示例 examplerequest
     examplerequests exampleofrequest exampleofrequests exampleofarequest requestexample
     requestexamples requestanexample requestsample samplerequest samplerequests
     requestforexample",
);
/// Marks above the response of an example.
pub(in crate::facts) const REPLY_EXAMPLE: Words = Words(
    "返回示例 返回数据示例 返回结果示例 返回值示例 返回参数示例 返回包示例 返回体示例 响应示例
     returnanexample returnexample returnexamples returntoexample returntoexamples
     returnsanexample returnsample returnedexample returnedexamples exampleofreturn
     exampleofareturn examplereturn examplereturns exampleresponse exampleresponses
     responseexample responseexamples responsesample sampleresponse backtoexample backtoexamples",
);
/// Words in the heading of an example for the vendor's cloud.
pub(in crate::facts) const CLOUD_EXAMPLE: Words =
    Words("云调用 云函数 云开发 cloudcall cloudfunction cloudinvocation clouddevelopment");
/// Text that only JavaScript contains.
pub(in crate::facts) const JAVASCRIPT: &[&str] = &[
    "require(",
    "exports.main",
    "cloud.openapi",
    "wx.cloud",
    "async (",
    "=> {",
    "const ",
    "await ",
];
/// Text that says that a response is a file.
pub(in crate::facts) const BINARY: Words = Words(
    "图片buffer 图片二进制 二进制 返回图片 文件内容 文件流 binary picturebuffer imagebuffer
     returnpicture returnimage filestream",
);

/// Names of query parameters that carry a token.
pub(in crate::facts) const TOKEN_PARAMETERS: Words =
    Words("access_token authorizer_access_token component_access_token provider_access_token");
/// HTTP methods.
pub(in crate::facts) const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"];
/// Text that says that a parameter has a fixed value.
pub(in crate::facts) const FIXED: Words =
    Words("填写 固定 必须为 请填 fillin fixed alwaysfill mustbe");
